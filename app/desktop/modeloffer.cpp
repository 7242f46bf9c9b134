#include "app/desktop/modeloffer.h"

#include "app/desktop/formfields.h"
#include "app/words/localname.h"
#include "core/providers/enteredconnection.h"
#include "core/providers/jsonlimits.h"
#include "ui/common/format.h"
#include "ui/common/jsonvalue.h"
#include "ui/common/moneytext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

Result<> ModelOffer::reload(const Store& store, const AccountId& account)
{
    const auto read = store.read(account, [this](const Repositories& r) {
        m_providers = r.catalog.providers() + r.catalog.withdrawnProviders();
        m_models = r.catalog.models() + r.catalog.withdrawnModels();
        m_rates = r.rates.rates();
        return connectedCatalog(r);
    });
    if (!read) {
        return failure(read.error());
    }
    m_catalog = *read;
    m_everything.reset();
    return {};
}

const Catalog& ModelOffer::everything() const
{
    if (!m_everything) {
        m_everything = Catalog::ofAll(m_providers, m_models);
    }
    return *m_everything;
}

const CatalogModel* ModelOffer::anyModel(const QString& modelId) const
{
    const CatalogModel* model = m_catalog.model(modelId);
    return model || modelId.isEmpty() ? model : everything().model(modelId);
}

PriceEstimate ModelOffer::price(const QString& modelId, const QByteArray& parameters) const
{
    const CatalogModel* model = m_catalog.model(modelId);
    const ProviderManifest* provider =
        model ? m_catalog.provider(model->manifest.providerId) : nullptr;
    if (!provider) {
        return {};
    }
    const auto values = parseLimitedJson(parameters.isEmpty() ? QByteArray("{}") : parameters);
    if (!values || !values->is_object()) {
        return {};
    }
    return estimatedPrice(*provider, model->manifest,
                          model->manifest.parameters.withDefaults(*values));
}

ui::ComposerPrice ModelOffer::priceWords(const QString& modelId, const QByteArray& parameters,
                                         int results) const
{
    const PriceEstimate estimate = price(modelId, parameters);
    ui::ComposerPrice words{ui::priceText(estimate, results), {}};
    const CatalogModel* model = m_catalog.model(modelId);
    if (!model || estimate.kind != PriceEstimate::Kind::Known) {
        return words;
    }
    const QString converted =
        ui::priceInCurrencyText(estimate, results, model->manifest.providerId, m_rates);
    if (!converted.isEmpty()) {
        words.text += u" · "_s + converted;
    }
    const QDate since = QDate::fromString(estimate.asOf, u"yyyy-MM"_s);
    words.detail = since.isValid()
        ? QCoreApplication::translate("ModelOffer", "By the prices of %1")
              .arg(QLocale().toString(since, u"LLLL yyyy"_s))
        : QCoreApplication::translate("ModelOffer", "By the prices of the model's description");
    return words;
}

QString ModelOffer::modelName(const QString& modelId) const
{
    const CatalogModel* model = anyModel(modelId);
    return model ? shownName(model->manifest.name) : modelId;
}

const ProviderManifest* ModelOffer::anyProvider(const QString& providerId) const
{
    const ProviderManifest* provider = m_catalog.provider(providerId);
    return provider || providerId.isEmpty() ? provider : everything().provider(providerId);
}

QString ModelOffer::providerName(const QString& providerId) const
{
    const ProviderManifest* provider = anyProvider(providerId);
    return provider ? shownName(provider->name) : providerId;
}

QString ModelOffer::billingAddress(const QString& providerId) const
{
    const ProviderManifest* provider = anyProvider(providerId);
    return provider ? provider->billingUrl : QString();
}

QString ModelOffer::refusalText(const QString& modelId, const QString& parameter) const
{
    const CatalogModel* model = anyModel(modelId);
    if (!model) {
        return {};
    }
    if (const ParameterField* field = model->manifest.parameters.field(parameter)) {
        const QString fits = allowedText(*field);
        return fits.isEmpty()
            ? QCoreApplication::translate(
                  "ModelOffer", "The setting “%1” does not suit this model. Correct it and repeat.")
                  .arg(fieldTitle(*field))
            : QCoreApplication::translate("ModelOffer",
                                          "The setting “%1” does not suit this model: %2.")
                  .arg(fieldTitle(*field), fits);
    }
    for (const InputSlotDescription& slot : model->manifest.inputs) {
        if (slot.name == parameter) {
            return QCoreApplication::translate("ModelOffer",
                                               "The picture in “%1” does not suit this model. "
                                               "Choose another one and repeat.")
                .arg(shownName(slot.title));
        }
    }
    return {};
}

QString ModelOffer::providerOf(const QString& modelId) const
{
    const CatalogModel* model = anyModel(modelId);
    return model ? model->manifest.providerId : QString();
}

const ParameterField* ModelOffer::parameter(const QString& modelId, const QString& name) const
{
    const CatalogModel* model = anyModel(modelId);
    return model ? model->manifest.parameters.field(name) : nullptr;
}

QList<ui::ComposerModel> ModelOffer::composerModels() const
{
    QList<ui::ComposerModel> offered;
    for (const CatalogModel& entry : m_catalog.models()) {
        const ModelManifest& manifest = entry.manifest;
        if (manifest.produces == Produces::Text) {
            continue;
        }
        ui::ComposerModel model;
        model.id = manifest.id;
        model.name = shownName(manifest.name);
        model.providerName = providerName(manifest.providerId);
        model.produces = manifest.produces == Produces::Video ? AssetKind::Video : AssetKind::Image;
        model.free = manifest.free;
        model.price = [this, id = manifest.id](const QByteArray& parameters, int results) {
            return priceWords(id, parameters, results);
        };
        if (const ParameterField* prompt = manifest.parameters.fieldOfWidget(u"prompt"_s)) {
            model.promptParameter = prompt->name;
            model.promptRequired = prompt->required;
        }
        model.fields = formFields(manifest.parameters);
        model.beside = fieldsBeside(manifest.parameters);
        for (const InputSlotDescription& input : manifest.inputs) {
            model.inputs.append({input.name, shownName(input.title), input.min > 0});
        }
        offered.append(model);
    }
    return offered;
}

QList<ui::BatchModel> ModelOffer::batchModels(ui::BatchPurpose purpose) const
{
    const bool animates = purpose == ui::BatchPurpose::Animate;
    QList<ui::BatchModel> offered;
    for (const CatalogModel& entry : m_catalog.models()) {
        const ModelManifest& manifest = entry.manifest;
        if (manifest.produces == Produces::Text
            || (animates && manifest.produces != Produces::Video)) {
            continue;
        }
        QString slot;
        int required = 0;
        for (const InputSlotDescription& input : manifest.inputs) {
            required += input.min;
            // The slot that has to be filled, else the first.
            if (input.media == AssetKind::Image && input.max > 0
                && (slot.isEmpty() || input.min > 0)) {
                slot = input.name;
            }
        }
        if (animates ? slot.isEmpty() || required > 1 : required > 0) {
            continue;
        }
        ui::BatchModel model;
        model.id = manifest.id;
        model.name = shownName(manifest.name);
        model.providerName = providerName(manifest.providerId);
        model.fields = formFields(manifest.parameters);
        model.beside = fieldsBeside(manifest.parameters);
        const ParameterField* prompt = manifest.parameters.fieldOfWidget(u"prompt"_s);
        model.promptRequired = prompt && (prompt->required || !animates);
        model.pictureSlot = animates ? slot : QString();
        offered.append(model);
    }
    return offered;
}

ui::ModelNames ModelOffer::names() const
{
    ui::ModelNames names;
    names.model = [this](const QString& modelId) { return modelName(modelId); };
    names.provider = [this](const QString& providerId) { return providerName(providerId); };
    names.refusal = [this](const QString& modelId, const QString& name) {
        return refusalText(modelId, name);
    };
    names.billing = [this](const QString& providerId) { return billingAddress(providerId); };
    names.parameter = [this](const QString& modelId, const QString& name) {
        const ParameterField* field = parameter(modelId, name);
        return field ? fieldTitle(*field) : name;
    };
    names.value = [this](const QString& modelId, const QString& name, const QJsonValue& value) {
        const ParameterField* field = parameter(modelId, name);
        if (field) {
            for (qsizetype i = 0; i < field->choices.size(); ++i) {
                if (ui::jsonValueOf(field->choices.at(i)) == value) {
                    return choiceTitle(*field, i);
                }
            }
        }
        if (value.isBool()) {
            return value.toBool() ? QCoreApplication::translate("ModelOffer", "yes")
                                  : QCoreApplication::translate("ModelOffer", "no");
        }
        if (value.isArray()) {
            QStringList items;
            for (const QJsonValue item : value.toArray()) {
                items.append(item.isDouble() ? ui::decimalText(item.toDouble()) : item.toString());
            }
            return items.join(u", "_s);
        }
        const QString shown =
            value.isDouble() ? ui::decimalText(value.toDouble()) : value.toString();
        return field && !field->unit.isEmpty() ? u"%1\u00a0%2"_s.arg(shown, field->unit) : shown;
    };
    return names;
}

} // namespace raskadr::desktop
