#pragma once

#include "core/draft/draftengine.h"

#include <QImage>
#include <QStringList>
#include <QTemporaryDir>

namespace raskadr {

inline BuiltinRequest pictureRequest(const QString& prompt, quint64 seed, const QString& path,
                                     const QByteArray& parameters = R"({"height": 180})")
{
    BuiltinRequest request;
    request.modelId = QStringLiteral("draft.image");
    request.prompt = prompt;
    request.seed = seed;
    request.parameters = parameters;
    request.outputPath = path;
    return request;
}

inline BuiltinRequest filmRequest(const BuiltinInput& start, const QByteArray& parameters,
                                  const QString& path)
{
    BuiltinRequest request;
    request.modelId = QStringLiteral("draft.video");
    request.parameters = parameters;
    request.inputs = {start};
    request.outputPath = path;
    return request;
}

inline Result<BuiltinResult> runEngine(const BuiltinRequest& request, std::stop_token stop = {})
{
    return DraftEngine().run(
        request, [](double) {}, stop);
}

} // namespace raskadr
