"""Passwords are hashed as the product ships, not as cheaply as in the other tests."""

from argon2 import PasswordHasher, Type, extract_parameters


def test_a_hash_costs_whoever_guesses(own_hasher: PasswordHasher) -> None:
    """Argon2id with no less memory and time than OWASP asks for."""
    hashed = own_hasher.hash("一个足够长的密码")
    parameters = extract_parameters(hashed)
    assert parameters.type is Type.ID
    assert parameters.memory_cost >= 19 * 1024
    assert parameters.time_cost >= 2
    assert own_hasher.verify(hashed, "一个足够长的密码")
