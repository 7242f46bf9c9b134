#include "ui/storyboard/emptydesk.h"

#include "ui/common/emptystate.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isForTheDesk(const QMimeData& data)
{
    return data.hasUrls() || data.hasImage() || data.hasText();
}

} // namespace

EmptyDesk::EmptyDesk(QWidget* parent)
    : QWidget(parent)
    , m_state(new EmptyState({}, {}))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    connect(m_state->addButton(u"import"_s, tr("Add files…")), &Button::clicked, this,
            &EmptyDesk::filesRequested);
    connect(m_state->addButton(u"plus"_s, tr("New shot")), &Button::clicked, this,
            &EmptyDesk::shotRequested);
    setReadOnly(false);
}

void EmptyDesk::setReadOnly(bool on)
{
    setAcceptDrops(!on);
    m_state->setTexts(tr("The desk is empty"),
                      on ? tr("There are no shots in this project")
                         : tr("Drag pictures, videos or a folder here: every file becomes a shot"));
    for (Button* button : m_state->findChildren<Button*>()) {
        button->setVisible(!on);
    }
}

void EmptyDesk::dragEnterEvent(QDragEnterEvent* event)
{
    event->setAccepted(isForTheDesk(*event->mimeData()));
}

void EmptyDesk::dragMoveEvent(QDragMoveEvent* event)
{
    event->setAccepted(isForTheDesk(*event->mimeData()));
}

void EmptyDesk::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    Q_EMIT mediaDropped(event->mimeData());
}

} // namespace raskadr::ui
