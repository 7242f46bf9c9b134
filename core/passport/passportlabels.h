#pragma once

#include "core/model/asset.h"
#include "core/model/comment.h"
#include "core/model/names.h"
#include "core/model/shot.h"

#include <QMap>
#include <QString>

namespace raskadr {

// Every word of the passport. The document's language may differ from the window's, so whoever
// writes a passport fills this in.
struct PassportLabels
{
    QString filesFolder; // beside the document, whose name stands for %1
    QString assetsSheet, shotsSheet, longTextsSheet;
    QString shotNumber, shotTitle, kind, file, headliner, provider, model, modelRevision, prompt,
        negativePrompt, seed, otherParameters, sourceAsset, editRequest, dataSource, date, cost,
        costUnit, width, height, duration, note, sha256, assetId, thumbnail;
    QString script, status, label, plannedDuration, assetCount, shotId;
    QString commentsSheet, commentLink, commentKind, commentAuthor, commentText, commentAt,
        commentDate, commentSeen, commentResolved, commentAnswers, commentDeleted;
    QMap<QString, QString> commentKinds; // by what commentKindName() gives
    QString longTextCell, longTextPart, longTextText, continued; // continued: "… see %1"
    QString yes, image, video;
    QString generatedHere, fromFile, typedByHand, frameOfVideo, unknownSource;
    QMap<ShotStatus, QString> statuses;
    QMap<ShotLabel, QString> labels;
    QMap<QString, QString> models, providers; // names by id; what is not here is written as its id
    QMap<QString, QString> parameters; // known parameter names, e.g. "duration" → "Длительность"
};

// What kind of line a comment is: "comment", "answer", "accepted", "changes", "none".
inline QString commentKindName(const Comment& comment)
{
    if (comment.kind == CommentKind::Verdict) {
        return nameOf(comment.verdict);
    }
    return comment.own ? QStringLiteral("answer") : QStringLiteral("comment");
}

} // namespace raskadr
