#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace raskadr::ui {

class Avatar;
class Button;

// The bar of 48 px above every page after login. Its left part belongs to the page that is shown,
// its right part is the same everywhere.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    Button* menuButton() const { return m_menu; }
    Button* queueButton() const { return m_queue; }
    Button* commentsButton() const { return m_comments; }
    Button* passportButton() const { return m_passport; }
    Button* shareButton() const { return m_share; }
    Button* settingsButton() const { return m_settings; }
    Button* accountButton() const { return m_account; }

    // Shows a page's own widget at the left; the bar does not own it.
    void setLead(QWidget* lead);
    void setAccountName(const QString& name);
    void setRunning(int jobs);
    void setUnread(int comments); // of the open project

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QHBoxLayout* m_layout;
    QWidget* m_lead = nullptr;
    Button* m_menu;
    Button* m_queue;
    Button* m_comments;
    Button* m_passport;
    Button* m_settings;
    Button* m_share;
    Button* m_account;
    Avatar* m_avatar;
};

// «Проекты › Последний маяк», or the wordmark alone.
class Crumbs final : public QWidget
{
    Q_OBJECT

public:
    explicit Crumbs(QWidget* parent = nullptr);

    // An empty title: this is the first page.
    void setProject(const QString& title);

Q_SIGNALS:
    void projectsRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColours();

    QLabel* m_wordmark;
    Button* m_projects;
    class ElidedLabel* m_title;
    QLabel* m_arrow;
};

// «← Последний маяк»: the way back from a page that belongs to no shot.
class BackLead final : public QWidget
{
    Q_OBJECT

public:
    explicit BackLead(const QString& text, QWidget* parent = nullptr);

    void setText(const QString& text);

Q_SIGNALS:
    void backRequested();

private:
    Button* m_back;
};

} // namespace raskadr::ui
