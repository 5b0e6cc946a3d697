"""Cases: what a council attaches, what it decided, and who has adopted which text."""
