#pragma once

// A service of the tests' own: its manifest, patched by each test, and what it makes of values.

#include "servicestories.h"

// QCOMPARE cannot take JSON, which is convertible to too much.
#define QCOMPARE_JSON(actual, expected)                                                            \
    QCOMPARE(QByteArray::fromStdString((actual).dump()),                                           \
             QByteArray::fromStdString((expected).dump()))

namespace raskadr::test {

QByteArray lampManifest();
ServiceModel modelWith(const nlohmann::json& patch);
// The patch that puts a value at a place of the manifest.
nlohmann::json replaced(const char* path, const nlohmann::json& value);
ServiceInput picture(const QString& slot, qint64 size = 3);
// What goes over the wire for these values; a text if nothing does.
nlohmann::json sent(const nlohmann::json& patch, const nlohmann::json& parameters,
                    const QList<ServiceInput>& inputs = {});
// What one value of a body becomes; "nothing" if it is left out.
nlohmann::json rendered(const nlohmann::json& value, const nlohmann::json& parameters,
                        const QList<ServiceInput>& inputs = {});

} // namespace raskadr::test
