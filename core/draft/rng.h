#pragma once

// Internal to this module.

#include <QtGlobal>

namespace raskadr::draft {

// Well mixed bits of a number (splitmix64).
constexpr quint64 mixed(quint64 value)
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

// Random numbers that are the same on every machine. A value; what is drawn from one stream never
// moves what is drawn from another, so each thing painted forks its own by a tag.
class Rng
{
public:
    explicit constexpr Rng(quint64 seed)
        : m_seed(seed)
        , m_state(mixed(seed))
    {
    }

    constexpr Rng fork(quint64 tag) const { return Rng(mixed(m_seed ^ mixed(tag))); }
    constexpr quint64 seed() const { return m_seed; }

    constexpr quint32 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return quint32(mixed(m_state) >> 32);
    }
    constexpr float unit() { return float(next() >> 8) * (1.0F / 16777216.0F); }
    constexpr float range(float from, float to) { return from + (to - from) * unit(); }
    constexpr int below(int count) { return int((quint64(next()) * quint64(count)) >> 32); }
    constexpr bool chance(float probability) { return unit() < probability; }
    constexpr float sign() { return (next() & 1U) != 0 ? 1.0F : -1.0F; }

private:
    quint64 m_seed;
    quint64 m_state;
};

} // namespace raskadr::draft
