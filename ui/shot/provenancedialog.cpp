#include "ui/shot/provenancedialog.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

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

ProvenanceDialog::ProvenanceDialog(QWidget* anywhere, const QList<Provenance>& assets,
                                   const Provenance& fromFile)
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
    content()->addWidget(withWayBack(new Field(tr("Prompt"), m_prompt), m_prompt, fromFile.prompt));
    content()->addWidget(withWayBack(new Field(tr("Negative prompt"), m_negative), m_negative,
                                     fromFile.negativePrompt));
    auto* first = new QHBoxLayout;
    first->setSpacing(12);
    first->addWidget(withWayBack(m_model, m_model, fromFile.model), 1, Qt::AlignTop);
    first->addWidget(withWayBack(m_seed, m_seed, fromFile.seed), 1, Qt::AlignTop);
    content()->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(withWayBack(m_service, m_service, fromFile.service), 1, Qt::AlignTop);
    second->addWidget(withWayBack(m_link, m_link, fromFile.link), 1, Qt::AlignTop);
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

Button* ProvenanceDialog::wayBack(const QString& fromFile)
{
    static constexpr int longestHint = 500;
    auto* back = new Button(u"undo"_s, tr("As in the file"), Button::Kind::Quiet);
    back->setExtent(Button::Extent::Small);
    back->setToolTip(fromFile.left(longestHint));
    return back;
}

template <class Text>
QWidget* ProvenanceDialog::withWayBack(QWidget* field, Text* text,
                                       const std::optional<ProvenanceField>& fromFile)
{
    if (!fromFile) {
        return field;
    }
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(field);
    Button* back = wayBack(fromFile->value);
    column->addWidget(back, 0, Qt::AlignLeft);
    column->addStretch(1);
    const QString value = fromFile->value;
    const auto follow = [back, text, value] { back->setVisible(text->text() != value); };
    connect(text, &Text::textChanged, back, follow);
    connect(back, &Button::clicked, text, [text, value] { text->setText(value); });
    follow();
    return box;
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

bool ProvenanceDialog::hasUnsaved() const
{
    const ProvenanceChanges now = changes();
    return now.prompt || now.negativePrompt || now.model || now.seed || now.service || now.link;
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
