"""How long redlines take, by the number of blocks, without printing: `make bench` runs this."""

from __future__ import annotations

import time
from dataclasses import replace
from random import Random

from press.compose.edition import Block, Section
from press.compose.redline import accept, bare, redline, reject
from press.inline import Run
from redline.edits import WORDS

COMMON = ["og", "i", "av", "til", "på", "som", "for", "det", "en", "de"]
VOCABULARY = [*(f"ord{number}" for number in range(600)), *COMMON * 40]
PER_SECTION = 20


def words(rng: Random, count: int) -> str:
    return " ".join(rng.choice(VOCABULARY) for _ in range(count))


def text(rng: Random, blocks: int) -> tuple[Section, ...]:
    """A text of so many paragraphs of 60 words."""
    return tuple(
        Section(
            f"s{section}",
            str(section + 1),
            (Run(words(rng, 3)),),
            tuple(Block(f"b{section}-{n}", "paragraph", text=(Run(words(rng, 60)),)) for n in range(PER_SECTION)),
        )
        for section in range(blocks // PER_SECTION)
    )


def edited(rng: Random, sections: tuple[Section, ...], share: float) -> tuple[Section, ...]:
    """The text with one word in five changed, in this share of its blocks."""

    def other(block: Block) -> Block:
        said = block.text[0]
        assert isinstance(said, Run)
        changed = (rng.choice(VOCABULARY) if rng.random() < 0.2 else word for word in said.text.split(" "))
        return replace(block, text=(Run(" ".join(changed)),))

    return tuple(
        replace(one, blocks=tuple(other(block) if rng.random() < share else block for block in one.blocks))
        for one in sections
    )


def measured(blocks: int, share: float) -> float:
    """Seconds for the redline of two texts of so many blocks, proven to give both back."""
    rng = Random(blocks)
    old = text(rng, blocks)
    new = edited(rng, old, share)
    start = time.perf_counter()
    found = redline(old, new, {}, WORDS)
    seconds = time.perf_counter() - start
    assert accept(found.sections) == bare(new)
    assert reject(found.sections, found.names) == bare(old)
    return seconds


def main() -> None:
    """Print the table."""
    print(f"{'redline without printing':36} {'10 % of blocks':>15} {'all blocks':>12} {'ms a block':>11}")
    for blocks in (100, 300, 1_000, 10_000):
        few, every = measured(blocks, 0.1), measured(blocks, 1)
        name = f"{blocks:,} blocks of 60 words"
        print(f"{name:36} {few * 1000:12.0f} ms {every * 1000:9.0f} ms {every * 1000 / blocks:11.2f}")


if __name__ == "__main__":
    main()
