#include "app/words/passportwords.h"

#include "app/words/localname.h"
#include "ui/common/labels.h"

#include <QCoreApplication>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QString word(const char* source)
{
    return QCoreApplication::translate("Passport", source);
}

void nameColumns(PassportLabels& labels)
{
    labels.filesFolder = word(QT_TRANSLATE_NOOP("Passport", "%1. Files"));
    labels.shotNumber = word(QT_TRANSLATE_NOOP("Passport", "Shot"));
    labels.shotTitle = word(QT_TRANSLATE_NOOP("Passport", "Shot title"));
    labels.kind = word(QT_TRANSLATE_NOOP("Passport", "Kind"));
    labels.file = word(QT_TRANSLATE_NOOP("Passport", "File"));
    labels.headliner = word(QT_TRANSLATE_NOOP("Passport", "Headliner"));
    labels.provider = word(QT_TRANSLATE_NOOP("Passport", "Provider"));
    labels.model = word(QT_TRANSLATE_NOOP("Passport", "Model"));
    labels.modelRevision = word(QT_TRANSLATE_NOOP("Passport", "Version"));
    labels.prompt = word(QT_TRANSLATE_NOOP("Passport", "Prompt"));
    labels.negativePrompt = word(QT_TRANSLATE_NOOP("Passport", "Negative prompt"));
    labels.seed = word(QT_TRANSLATE_NOOP("Passport", "Seed"));
    labels.otherParameters = word(QT_TRANSLATE_NOOP("Passport", "Other parameters"));
    labels.sourceAsset = word(QT_TRANSLATE_NOOP("Passport", "Source asset"));
    labels.editRequest = word(QT_TRANSLATE_NOOP("Passport", "Edit in words"));
    labels.dataSource = word(QT_TRANSLATE_NOOP("Passport", "Where the data comes from"));
    labels.date = word(QT_TRANSLATE_NOOP("Passport", "Date"));
    labels.cost = word(QT_TRANSLATE_NOOP("Passport", "Cost"));
    labels.costUnit = word(QT_TRANSLATE_NOOP("Passport", "Currency"));
    labels.width = word(QT_TRANSLATE_NOOP("Passport", "Width"));
    labels.height = word(QT_TRANSLATE_NOOP("Passport", "Height"));
    labels.duration = word(QT_TRANSLATE_NOOP("Passport", "Duration, s"));
    labels.note = word(QT_TRANSLATE_NOOP("Passport", "Note"));
    labels.sha256 = u"SHA-256"_s;
    labels.assetId = word(QT_TRANSLATE_NOOP("Passport", "Asset id"));
    labels.thumbnail = word(QT_TRANSLATE_NOOP("Passport", "Picture"));
    labels.script = word(QT_TRANSLATE_NOOP("Passport", "Script"));
    labels.status = word(QT_TRANSLATE_NOOP("Passport", "Status"));
    labels.label = word(QT_TRANSLATE_NOOP("Passport", "Label"));
    labels.plannedDuration = word(QT_TRANSLATE_NOOP("Passport", "Planned duration, s"));
    labels.assetCount = word(QT_TRANSLATE_NOOP("Passport", "Assets"));
    labels.shotId = word(QT_TRANSLATE_NOOP("Passport", "Shot id"));
    labels.longTextCell = word(QT_TRANSLATE_NOOP("Passport", "Cell"));
    labels.longTextPart = word(QT_TRANSLATE_NOOP("Passport", "Part"));
    labels.longTextText = word(QT_TRANSLATE_NOOP("Passport", "Text"));
    labels.continued = word(QT_TRANSLATE_NOOP("Passport", "… continued on the sheet “%1”"));
}

void nameComments(PassportLabels& labels)
{
    labels.commentsSheet = word(QT_TRANSLATE_NOOP("Passport", "Comments"));
    labels.commentLink = word(QT_TRANSLATE_NOOP("Passport", "Link"));
    labels.commentKind = word(QT_TRANSLATE_NOOP("Passport", "What it is"));
    labels.commentAuthor = word(QT_TRANSLATE_NOOP("Passport", "Author"));
    labels.commentText = word(QT_TRANSLATE_NOOP("Passport", "Text"));
    labels.commentAt = word(QT_TRANSLATE_NOOP("Passport", "Second of the video"));
    labels.commentDate = word(QT_TRANSLATE_NOOP("Passport", "Date"));
    labels.commentSeen = word(QT_TRANSLATE_NOOP("Passport", "To the version of"));
    labels.commentResolved = word(QT_TRANSLATE_NOOP("Passport", "Resolved"));
    labels.commentAnswers = word(QT_TRANSLATE_NOOP("Passport", "Answer to"));
    labels.commentDeleted = word(QT_TRANSLATE_NOOP("Passport", "deleted"));
    labels.commentKinds = {
        {u"comment"_s, word(QT_TRANSLATE_NOOP("Passport", "Comment"))},
        {u"answer"_s, word(QT_TRANSLATE_NOOP("Passport", "Answer"))},
        {u"accepted"_s, word(QT_TRANSLATE_NOOP("Passport", "Accepted"))},
        {u"changes"_s, word(QT_TRANSLATE_NOOP("Passport", "Changes wanted"))},
        {u"none"_s, word(QT_TRANSLATE_NOOP("Passport", "Verdict taken back"))},
    };
}

} // namespace

PassportLabels passportWords(const Catalog& catalog)
{
    PassportLabels labels;
    labels.assetsSheet = word(QT_TRANSLATE_NOOP("Passport", "Assets"));
    labels.shotsSheet = word(QT_TRANSLATE_NOOP("Passport", "Shots"));
    labels.longTextsSheet = word(QT_TRANSLATE_NOOP("Passport", "Long texts"));
    nameColumns(labels);
    nameComments(labels);
    labels.yes = word(QT_TRANSLATE_NOOP("Passport", "yes"));
    labels.image = ui::kindText(AssetKind::Image);
    labels.video = ui::kindText(AssetKind::Video);
    labels.generatedHere = word(QT_TRANSLATE_NOOP("Passport", "generated here"));
    labels.fromFile = word(QT_TRANSLATE_NOOP("Passport", "from the file"));
    labels.typedByHand = word(QT_TRANSLATE_NOOP("Passport", "entered by hand"));
    labels.frameOfVideo = word(QT_TRANSLATE_NOOP("Passport", "frame of a video"));
    labels.unknownSource = word(QT_TRANSLATE_NOOP("Passport", "unknown"));
    for (const ShotStatus status :
         {ShotStatus::Waiting, ShotStatus::InProgress, ShotStatus::Done}) {
        labels.statuses.insert(status, ui::statusText(status));
    }
    for (const ShotLabel label : ui::allLabels()) {
        labels.labels.insert(label, ui::labelText(label));
    }
    labels.parameters = {
        {u"aspect"_s, word(QT_TRANSLATE_NOOP("Passport", "Format"))},
        {u"height"_s, word(QT_TRANSLATE_NOOP("Passport", "Frame height"))},
        {u"duration"_s, word(QT_TRANSLATE_NOOP("Passport", "Video length"))},
        {u"move"_s, word(QT_TRANSLATE_NOOP("Passport", "Camera"))},
    };
    for (const CatalogModel& model : catalog.models()) {
        labels.models.insert(model.manifest.id, shownName(model.manifest.name));
        if (const ProviderManifest* provider = catalog.provider(model.manifest.providerId)) {
            labels.providers.insert(provider->id, shownName(provider->name));
        }
    }
    return labels;
}

} // namespace raskadr
