#include "ui/shot/provenancedialog.h"

#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

namespace {

using Member = std::optional<ProvenanceField> Provenance::*;

QString common(const QList<Provenance>& assets, Member member)
{
    const auto valueOf = [member](const Provenance& provenance) {
        return provenance.*member ? (provenance.*member)->value : QString();
    };
    const QString first = valueOf(assets.first());
    const bool same = std::all_of(assets.begin(), assets.end(), [&](const Provenance& provenance) {
        return valueOf(provenance) == first;
    });
    return same ? first : QString();
}

std::optional<QString> changed(const std::optional<ProvenanceField>& before, const QString& now)
{
    const QString was = before ? before->value : QString();
    return was == now ? std::nullopt : std::optional(now);
}

} // namespace

ProvenanceDialog::ProvenanceDialog(QWidget* anywhere, const QList<Provenance>& assets)
    : Dialog(anywhere,
             assets.size() == 1 ? tr("Data of the asset")
                                : tr("Data of %1").arg(assetCountText(int(assets.size()))))
    , m_prompt(new TextArea)
    , m_negative(new TextArea)
    , m_model(new TextField(tr("Model")))
    , m_seed(new TextField(tr("Seed")))
    , m_service(new TextField(tr("Service")))
    , m_link(new TextField(tr("Link")))
{
    setPanelWidth(640);
    content()->setSpacing(12);
    content()->addWidget(
        new WrapLabel(tr("What you type is marked as typed by hand and goes into the passport."),
                      TextStyle::Body, TextRole::Secondary));
    m_prompt->setLines(4, 10);
    m_negative->setLines(2, 6);
    content()->addWidget(new Field(tr("Prompt"), m_prompt));
    content()->addWidget(new Field(tr("Negative prompt"), m_negative));
    auto* first = new QHBoxLayout;
    first->setSpacing(12);
    first->addWidget(m_model, 1);
    first->addWidget(m_seed, 1);
    content()->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_service, 1);
    second->addWidget(m_link, 1);
    content()->addLayout(second);

    const auto remember = [&](Member member) {
        const QString text = common(assets, member);
        if (!text.isEmpty()) {
            m_before.*member = ProvenanceField{text, FactSource::Typed, 1};
        }
        return text;
    };
    m_prompt->setText(remember(&Provenance::prompt));
    m_negative->setText(remember(&Provenance::negativePrompt));
    m_model->setText(remember(&Provenance::model));
    m_seed->setText(remember(&Provenance::seed));
    m_service->setText(remember(&Provenance::service));
    m_link->setText(remember(&Provenance::link));
    sayWhatDiffers(assets);
    addReject();
    addAccept(tr("Save"));
    setInitialFocus(m_prompt);
}

void ProvenanceDialog::sayWhatDiffers(const QList<Provenance>& assets)
{
    const QString words = tr("Different values; left empty they stay");
    const auto mark = [&](auto* field, Member member) {
        const bool known =
            std::any_of(assets.begin(), assets.end(),
                        [member](const Provenance& each) { return (each.*member).has_value(); });
        if (known && !(m_before.*member)) {
            field->setPlaceholderText(words);
        }
    };
    mark(m_prompt, &Provenance::prompt);
    mark(m_negative, &Provenance::negativePrompt);
    mark(m_model, &Provenance::model);
    mark(m_seed, &Provenance::seed);
    mark(m_service, &Provenance::service);
    mark(m_link, &Provenance::link);
}

ProvenanceChanges ProvenanceDialog::changes() const
{
    ProvenanceChanges result;
    result.prompt = changed(m_before.prompt, m_prompt->text());
    result.negativePrompt = changed(m_before.negativePrompt, m_negative->text());
    result.model = changed(m_before.model, m_model->text().trimmed());
    result.seed = changed(m_before.seed, m_seed->text().trimmed());
    result.service = changed(m_before.service, m_service->text().trimmed());
    result.link = changed(m_before.link, m_link->text().trimmed());
    return result;
}

} // namespace raskadr::ui
