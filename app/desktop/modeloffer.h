#pragma once

#include "core/model/money.h"
#include "core/providers/catalog.h"
#include "core/providers/money.h"
#include "ui/shot/shotpage.h"
#include "ui/storyboard/generatesheet.h"

namespace raskadr::desktop {

// The models of an account in the user's language: their names, and what the composer offers. Main
// thread; what it lends reads from it, so that it outlives the pages.
class ModelOffer final
{
public:
    // Reads the catalogue again. Error: that of reading the store.
    Result<> reload(const Store& store, const AccountId& account);

    // Of one result; the parameters are a JSON object, and what is left out takes its default.
    PriceEstimate price(const QString& modelId, const QByteArray& parameters) const;
    ui::ComposerPrice priceWords(const QString& modelId, const QByteArray& parameters,
                                 int results) const;
    const ExchangeRates& rates() const { return m_rates; }

    QString modelName(const QString& modelId) const;
    QString providerName(const QString& providerId) const;
    QString providerOf(const QString& modelId) const;
    // Where money is put in at a provider; empty: nobody knows.
    QString billingAddress(const QString& providerId) const;
    // The sentence on a setting or an input that the service refused; empty: the model has none
    // such.
    QString refusalText(const QString& modelId, const QString& parameter) const;
    // Those that make pictures and videos.
    QList<ui::ComposerModel> composerModels() const;
    // Those that many shots can be given to at once: they take words alone, or one picture.
    QList<ui::BatchModel> batchModels(ui::BatchPurpose purpose) const;
    ui::ModelNames names() const;

private:
    const ParameterField* parameter(const QString& modelId, const QString& name) const;
    const CatalogModel* anyModel(const QString& modelId) const;
    const ProviderManifest* anyProvider(const QString& providerId) const;
    const Catalog& everything() const;

    Catalog m_catalog;
    ExchangeRates m_rates;
    // What cannot be called has a name all the same, where it made something once.
    QList<ManifestRecord> m_providers;
    QList<ManifestRecord> m_models;
    mutable std::optional<Catalog> m_everything; // read when it is asked for
};

} // namespace raskadr::desktop
