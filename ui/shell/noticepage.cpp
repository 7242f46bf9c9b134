#include "ui/shell/noticepage.h"

#include "ui/common/textlabels.h"

#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

NoticePage::NoticePage(const QString& title, const QString& text, QWidget* parent)
    : EntryPage(title, parent)
{
    setAccessibleName(title);
    setAccessibleDescription(text);
    form()->addWidget(new WrapLabel(text, TextStyle::Prompt));
}

void NoticePage::setPlace(const QString& place)
{
    setRemark(u"folder"_s, place);
}

Button* NoticePage::addAct(const QString& text)
{
    const bool first = !std::exchange(m_hasActs, true);
    auto* button = new Button(text, first ? Button::Kind::Main : Button::Kind::Quiet);
    addButton(button);
    if (first) {
        setFocusProxy(button);
    }
    return button;
}

Button* NoticePage::addQuietAct(const QString& text)
{
    auto* button = new Button(text, Button::Kind::Quiet);
    addButton(button);
    return button;
}

} // namespace raskadr::ui
