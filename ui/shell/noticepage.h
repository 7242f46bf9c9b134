#pragma once

#include "ui/common/button.h"
#include "ui/shell/entrypage.h"

namespace raskadr::ui {

// A full page that says why the work cannot begin, and what can be done about it.
class NoticePage final : public EntryPage
{
    Q_OBJECT

public:
    NoticePage(const QString& title, const QString& text, QWidget* parent = nullptr);

    // The quiet words under the text: which folder it is about.
    void setPlace(const QString& place);
    // The first one is the main one. Nothing is connected.
    Button* addAct(const QString& text);
    // Never the main one: for a page where one has to wait.
    Button* addQuietAct(const QString& text);

private:
    bool m_hasActs = false;
};

} // namespace raskadr::ui
