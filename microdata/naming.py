"""The name under which every engine knows the rows of a register."""

TABLE = "register"
