#include "core/draft/draftengine.h"

#include "core/draft/drafttasks.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Result<BuiltinResult> DraftEngine::run(const BuiltinRequest& request,
                                       const std::function<void(double)>& progress,
                                       std::stop_token stop)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.parameters);
    if (!request.parameters.isEmpty() && !document.isObject()) {
        return failure(ErrorKind::InvalidInput, u"the parameters are no JSON object"_s);
    }
    const QJsonObject parameters = document.object();
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (request.modelId == u"draft.image") {
        return draft::makePicture(request, parameters, progress, stop);
    }
    if (request.modelId == u"draft.video") {
        return draft::makeFilm(request, parameters, progress, stop);
    }
    return failure(ErrorKind::ModelGone, u"the draft engine has no such model"_s, request.modelId);
}

} // namespace raskadr
