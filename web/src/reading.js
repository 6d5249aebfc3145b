// The reading view.
