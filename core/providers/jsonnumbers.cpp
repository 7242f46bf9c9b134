#include "core/providers/jsonnumbers.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <optional>

namespace raskadr {

using nlohmann::json;

namespace {

bool isNegative(const json& integer)
{
    return !integer.is_number_unsigned() && integer.get<qint64>() < 0;
}

quint64 magnitudeOf(const json& integer)
{
    // Negating in unsigned arithmetic also holds for the smallest number.
    return isNegative(integer) ? 0 - static_cast<quint64>(integer.get<qint64>())
                               : integer.get<quint64>();
}

// The size of a whole number, also of one that is written as 3.0; nothing beyond 64 bits.
std::optional<quint64> wholeMagnitudeOf(const json& number)
{
    if (number.is_number_integer()) {
        return magnitudeOf(number);
    }
    const double size = std::abs(number.get<double>());
    return size < 0x1p64 && std::trunc(size) == size ? std::optional(static_cast<quint64>(size))
                                                     : std::nullopt;
}

template <class Number>
int compareValues(Number a, Number b)
{
    return a < b ? -1 : a > b;
}

int compareIntegers(const json& a, const json& b)
{
    if (isNegative(a) != isNegative(b)) {
        return isNegative(a) ? -1 : 1;
    }
    const int byMagnitude = compareValues(magnitudeOf(a), magnitudeOf(b));
    return isNegative(a) ? -byMagnitude : byMagnitude;
}

int compareIntegerWithReal(const json& integer, double real)
{
    const bool negative = isNegative(integer);
    if (negative != (real < 0)) {
        return negative ? -1 : magnitudeOf(integer) == 0 && real == 0 ? 0 : 1;
    }
    const double size = std::abs(real);
    if (size >= 0x1p64) {
        return negative ? 1 : -1;
    }
    // Below 2^64 the whole part of a double is a whole number of 64 bits, exactly.
    int byMagnitude = compareValues(magnitudeOf(integer), static_cast<quint64>(size));
    if (byMagnitude == 0 && std::trunc(size) < size) {
        byMagnitude = -1;
    }
    return negative ? -byMagnitude : byMagnitude;
}

} // namespace

int compareNumbers(const json& a, const json& b)
{
    if (a.is_number_integer() && b.is_number_integer()) {
        return compareIntegers(a, b);
    }
    if (a.is_number_integer()) {
        return compareIntegerWithReal(a, b.get<double>());
    }
    if (b.is_number_integer()) {
        return -compareIntegerWithReal(b, a.get<double>());
    }
    return compareValues(a.get<double>(), b.get<double>());
}

bool isMultipleOf(const json& value, const json& step)
{
    const auto wholeStep = wholeMagnitudeOf(step);
    const auto wholeValue = wholeMagnitudeOf(value);
    if (wholeStep && wholeValue) {
        return *wholeValue % *wholeStep == 0;
    }
    if (wholeStep && std::trunc(value.get<double>()) == value.get<double>()) {
        return std::fmod(value.get<double>(), static_cast<double>(*wholeStep))
            == 0; // beyond 64 bits
    }
    // Fractions like 0.1 are not exact; a thousand-millionth of a step is no difference.
    const double quotient = value.get<double>() / step.get<double>();
    const double whole = std::round(quotient);
    return whole == 0 ? quotient == 0 : std::abs(quotient - whole) < 1e-9;
}

bool isSameJson(const json& a, const json& b)
{
    if (a.is_number() && b.is_number()) {
        return compareNumbers(a, b) == 0;
    }
    if (a.is_array() && b.is_array()) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), isSameJson);
    }
    return a == b;
}

} // namespace raskadr
