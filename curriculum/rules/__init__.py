"""Rules: what a careful reviewer would notice, each with a code, a name and a manual page."""
