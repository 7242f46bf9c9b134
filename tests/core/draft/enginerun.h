#pragma once

#include "core/draft/draftengine.h"

#include <QImage>
#include <QStringList>
#include <QTemporaryDir>
#include <cstdlib>

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

// Of two pictures of one size, in steps of grey a pixel.
inline double differenceOf(const QImage& a, const QImage& b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
        }
    }
    return sum / (double(a.width()) * a.height());
}

} // namespace raskadr
