"""Papers that are about no case: what lies at the desk, what hangs on the wall, what a volunteer holds in hand."""
