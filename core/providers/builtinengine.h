#pragma once

#include "core/base/result.h"
#include "core/model/asset.h"

#include <QByteArray>
#include <QList>
#include <functional>
#include <optional>
#include <stop_token>

namespace raskadr {

struct BuiltinInput
{
    QString slot;
    QString path;
    QString sha256;
    // Of a picture that the same engine made: what it was made from.
    QString prompt;
    std::optional<quint64> seed;
};

struct BuiltinRequest
{
    QString modelId;
    QByteArray parameters; // JSON object, defaults included
    QString prompt;
    quint64 seed = 0;
    QList<BuiltinInput> inputs;
    QString outputPath; // where the file has to be afterwards; nothing is there yet
};

struct BuiltinResult
{
    QString path;
    AssetKind kind = AssetKind::Image;
};

// A model that runs inside of the program (flow "builtin"). Called in pool threads, by several at
// once. Errors: InputDamaged, FileMissing, InvalidInput, ModelGone, DiskFull, Cancelled, Internal.
class BuiltinEngine
{
public:
    virtual ~BuiltinEngine() = default;
    virtual Result<BuiltinResult> run(const BuiltinRequest& request,
                                      const std::function<void(double)>& progress,
                                      std::stop_token stop) = 0;
};

} // namespace raskadr
