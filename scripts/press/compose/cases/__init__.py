"""Case, council, document -> the papers that are sent: the attachments, the case paper, the cover note.

What is common to all councils is composed once: an attachment holds nothing of any of them.
"""
