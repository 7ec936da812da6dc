"""The terminal's commands: each reads its arguments, does its work through actions and queries, and says what was done."""
