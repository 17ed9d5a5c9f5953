#!/usr/bin/env python3
"""`recording.py make FILE SECONDS`: a tone of 1 kHz with 0.7 s of silence before and behind it, as a WAV.
`recording.py speak FILE SECONDS`: the same for SDL's disk driver to hear.
`recording.py heard FILE LEAST MOST`: what SDL's disk driver wrote holds one such tone and nothing else, so many seconds of
it."""

import array
import math
import os
import sys
import wave

RATE_HZ = 22050  # of what is heard
LOUD = 300
LEVEL_DB = (-24, -18)  # the synthesiser's, see app/speech/recording.h; what a volume of 100 % leaves of it


def sound(rate, seconds):
    tone = array.array("h", (int(3000 * math.sin(2 * math.pi * 1000 * i / rate)) for i in range(int(rate * seconds))))
    quiet = array.array("h", bytes(2 * (rate * 7 // 10)))
    return (quiet + tone + quiet).tobytes()


def make(path, seconds):
    rate = 44100
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with wave.open(path + ".new", "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(sound(rate, seconds))
    os.rename(path + ".new", path)
    return True


def speak(path, seconds):
    with open(path, "wb") as file:
        file.write(sound(RATE_HZ, seconds))
    return True


def heard(path, least, most):
    samples = array.array("h")
    with open(path, "rb") as file:
        samples.frombytes(file.read()[:os.path.getsize(path) // 2 * 2])
    loud = [i for i, sample in enumerate(samples) if abs(sample) > LOUD]
    if not loud:
        print("nothing was heard")
        return False
    tone = samples[loud[0]:loud[-1] + 1]
    seconds = len(tone) / RATE_HZ
    crossings = sum((a < 0) != (b < 0) for a, b in zip(tone, tone[1:]))
    pitch_hz = crossings / 2 / seconds
    level_db = 10 * math.log10(sum(sample * sample for sample in tone) / len(tone) / 32767 ** 2)
    print(f"{seconds:.2f} s, {pitch_hz:.0f} Hz, {level_db:.1f} dB")
    return least <= seconds <= most and abs(pitch_hz - 1000) < 10 and LEVEL_DB[0] < level_db < LEVEL_DB[1]


if __name__ == "__main__":
    numbers = [float(number) for number in sys.argv[3:]]
    sys.exit(0 if {"make": make, "speak": speak, "heard": heard}[sys.argv[1]](sys.argv[2], *numbers) else 1)
