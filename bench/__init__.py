"""Speed as ratios: each case of the product beside a bare limit, in one process, in turn (docs/performance.md)."""
