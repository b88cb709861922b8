"""What many machines and a hundred million figures would take; docs/scale.md."""
