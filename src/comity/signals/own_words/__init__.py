"""The writer's own words of a mail: quoted replies, signatures, disclaimers and footers told apart from them."""
