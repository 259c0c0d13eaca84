"""Live preview: watches what a site is made from, renders what changed, serves it to this machine."""
