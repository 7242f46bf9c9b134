#include "core/passport/columns.h"

#include <QJsonDocument>

#include <utility>

namespace raskadr {

namespace {

// More columns than this make a table that nobody reads; the rest goes into one JSON column.
constexpr int maxParameterColumns = 8;

PassportCell textOrNothing(const QString& text)
{
    return text.isEmpty() ? PassportCell{} : PassportCell::ofText(text);
}

PassportCell ofJson(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Double:
        return PassportCell::ofNumber(value.toDouble());
    case QJsonValue::Bool:
        return PassportCell::ofNumber(value.toBool() ? 1 : 0);
    case QJsonValue::String:
        return textOrNothing(value.toString());
    default:
        return {};
    }
}

// The variants of a shot share their parameters: what they come to is kept until they change.
template <class Tell>
auto untilParametersChange(Tell tell)
{
    return [tell, version = -1, cell = PassportCell{}](const PassportRow& row) mutable {
        if (std::exchange(version, row.parametersVersion) != row.parametersVersion) {
            cell = tell(row.parameters);
        }
        return cell;
    };
}

QString sourceName(DataSource source, const PassportLabels& labels)
{
    switch (source) {
    case DataSource::GeneratedHere:
        return labels.generatedHere;
    case DataSource::FromFile:
        return labels.fromFile;
    case DataSource::TypedByHand:
        return labels.typedByHand;
    case DataSource::FrameOfVideo:
        return labels.frameOfVideo;
    case DataSource::Unknown:
        return labels.unknownSource;
    }
    return {};
}

} // namespace

QList<PassportColumn> assetColumns(const Passport& passport, const PassportLabels& labels)
{
    using Row = const PassportRow&;
    QList<PassportColumn> columns;
    const auto add = [&columns](const QString& title, double width, auto cell,
                                ColumnRole role = ColumnRole::Plain) {
        columns.append({title, width, role, cell});
    };

    add(labels.shotNumber, 7, [](Row row) { return PassportCell::ofNumber(row.shot.number()); });
    add(labels.shotTitle, 26, [](Row row) { return textOrNothing(row.shot.title); });
    add(
        labels.thumbnail, 17, [](Row) { return PassportCell{}; }, ColumnRole::Thumbnail);
    add(labels.kind, 10, [labels](Row row) {
        return PassportCell::ofText(row.data.asset.kind == AssetKind::Video ? labels.video
                                                                            : labels.image);
    });
    add(
        labels.file, 26, [](Row row) { return textOrNothing(row.fileName); }, ColumnRole::File);
    add(labels.headliner, 11, [labels](Row row) {
        return row.isHeadliner ? PassportCell::ofText(labels.yes) : PassportCell{};
    });
    add(labels.provider, 14, [labels](Row row) {
        return textOrNothing(labels.providers.value(row.providerId, row.providerId));
    });
    add(labels.model, 24,
        [labels](Row row) { return textOrNothing(labels.models.value(row.modelId, row.modelId)); });
    add(labels.modelRevision, 9, [](Row row) {
        return row.modelRevision > 0 ? PassportCell::ofNumber(row.modelRevision) : PassportCell{};
    });
    add(
        labels.prompt, 60, [](Row row) { return textOrNothing(row.prompt); }, ColumnRole::LongText);
    add(
        labels.negativePrompt, 30, [](Row row) { return textOrNothing(row.negativePrompt); },
        ColumnRole::LongText);
    add(labels.seed, 16, [](Row row) { return textOrNothing(row.seed); });

    const QStringList shown = passport.parameterNames().mid(0, maxParameterColumns);
    for (const QString& name : shown) {
        add(labels.parameters.value(name, name), 14,
            untilParametersChange(
                [name](const QJsonObject& parameters) { return ofJson(parameters.value(name)); }));
    }
    add(labels.otherParameters, 24, untilParametersChange([shown](const QJsonObject& parameters) {
            QJsonObject rest;
            for (auto it = parameters.begin(); it != parameters.end(); ++it) {
                if (it->isObject() || it->isArray() || !shown.contains(it.key())) {
                    rest.insert(it.key(), it.value());
                }
            }
            return rest.isEmpty() ? PassportCell{}
                                  : PassportCell::ofText(QString::fromUtf8(
                                      QJsonDocument(rest).toJson(QJsonDocument::Compact)));
        }),
        ColumnRole::LongText);

    add(labels.sourceAsset, 24, [](Row row) { return textOrNothing(row.sourceFileName); });
    add(
        labels.editRequest, 30,
        [](Row row) {
            return row.data.generation ? textOrNothing(row.data.generation->editRequest)
                                       : PassportCell{};
        },
        ColumnRole::LongText);
    add(labels.dataSource, 18,
        [labels](Row row) { return textOrNothing(sourceName(row.source, labels)); });
    add(labels.date, 17, [](Row row) { return PassportCell::ofMoment(row.data.asset.createdMs); });
    add(
        labels.cost, 11,
        [](Row row) {
            if (row.data.job && row.data.job->costCharged) {
                return PassportCell::ofNumber(*row.data.job->costCharged);
            }
            return PassportCell{};
        },
        ColumnRole::Money);
    add(labels.costUnit, 10, [](Row row) {
        return row.data.generation ? textOrNothing(row.data.generation->costUnit) : PassportCell{};
    });
    add(labels.width, 9, [](Row row) { return PassportCell::ofNumber(row.data.media.width); });
    add(labels.height, 9, [](Row row) { return PassportCell::ofNumber(row.data.media.height); });
    add(labels.duration, 12, [](Row row) {
        const qint64 ms = row.data.media.durationMs;
        return ms > 0 ? PassportCell::ofNumber(static_cast<double>(ms) / 1000) : PassportCell{};
    });
    add(
        labels.note, 30, [](Row row) { return textOrNothing(row.data.asset.note); },
        ColumnRole::LongText);
    add(labels.sha256, 66, [](Row row) { return PassportCell::ofText(row.data.media.sha256); });
    add(labels.assetId, 38,
        [](Row row) { return PassportCell::ofText(row.data.asset.id.toString()); });
    return columns;
}

} // namespace raskadr
