"""Rules for what a redline marks: each breach is found, with its code."""

from __future__ import annotations

import pytest
from lxml import etree

from press.html.check import check

GOOD = [
    "<p>a <del>b</del><ins><strong>c</strong></ins></p>",
    '<p class="lead ins"><ins>a</ins> <ins>b</ins></p>',
    '<h2 class="del"><span class="no"><del>1</del></span> <del>a</del></h2>',
    '<ul class="ins"><li class="ins"><ins>a</ins><ul><li class="ins"><ins>b</ins></li></ul></li></ul>',
    '<section class="ins"><p class="moved"><a href="#x">Fra</a></p><p id="x" class="ins"><ins>a</ins></p></section>',
    '<figure class="del"><img src="press:a.svg" alt="x"/><figcaption class="del"><del>a</del></figcaption></figure>',
    '<p class="changed">a<ins>b</ins></p>',
]
BAD = {
    "<p><ins>a<del>b</del></ins></p>": "T218",
    "<p><del>a<em><ins>b</ins></em></del></p>": "T218",
    "<p><ins>a<ins>b</ins></ins></p>": "T218",
    "<aside><ins><p>a</p></ins></aside>": "T209",
    "<section><del><ul><li>a</li></ul></del></section>": "T209",
    '<p class="ins"><ins>a</ins> og</p>': "T219",
    '<p class="del"><ins>a</ins></p>': "T219",
    '<ul><li class="del"><del>a</del><ul><li>b</li></ul></li></ul>': "T219",
    '<table><tr class="ins"><td><ins>a</ins></td><td>b</td></tr></table>': "T219",
    '<p><a href="https://example.org/"><ins>a</ins></a></p>': "T207",
}


def codes(inner: str) -> set[str]:
    tree = etree.fromstring(f'<html lang="nb"><body class="redline"><main><h1>x</h1>{inner}</main></body></html>')
    return {finding.code for finding in check(tree, frozenset({"a.svg"}))}


@pytest.mark.parametrize("inner", GOOD)
def test_what_a_redline_may_hold(inner: str) -> None:
    assert codes(inner) == set()


@pytest.mark.parametrize(("inner", "code"), BAD.items())
def test_what_it_may_not_hold(inner: str, code: str) -> None:
    assert codes(inner) == {code}
