"""placeholder"""


def run(_options):
    return 0
