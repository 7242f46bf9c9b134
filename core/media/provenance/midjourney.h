#pragma once

// What Midjourney writes; internal to this folder.

#include "core/media/provenance/factcollector.h"

namespace raskadr {

// "A harbour at dawn --ar 16:9 --v 6.1 Job ID: 0d8ff9f0-…". Whether it is one.
bool readMidjourney(const QString& description, FactCollector& facts);
// "vera_a_harbour_at_dawn_0d8ff9f0-…_2.png" keeps the beginning of the prompt.
bool readMidjourneyName(const QString& fileName, FactCollector& facts);

} // namespace raskadr
