"""What each act of the procedure asks, as plain data: no window is needed to read or to try it."""
