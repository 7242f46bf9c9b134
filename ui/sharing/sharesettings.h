#pragma once

#include "ui/sharing/shareline.h"

#include <QWidget>

class QButtonGroup;
class QDateEdit;
class QRadioButton;
class QVBoxLayout;

namespace raskadr::ui {

class ElidedLabel;
class PasswordEdit;
class Switch;
class TextArea;
class TextField;
class WrapLabel;

// What a link shows and what its guests may do. Value in, value out.
class ShareSettings final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareSettings(QWidget* parent = nullptr);

    // A new link with this name, or one that is there. What is being typed is overwritten.
    void setNew(const QString& name, const ShareGround& ground);
    void setLine(const Share& share, const ShareGround& ground);
    // A folder can ask for nothing and knows no end.
    void setWay(ShareWay way);
    void setEditable(bool on);

    // What is wanted, without the way; nothing, after saying at the field what is wrong.
    std::optional<ShareWish> wish();
    bool isChanged() const;
    QString pageTitle() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        Switch* use;
        QWidget* control;
        QWidget* row;
    };

    QRadioButton* addScope(QVBoxLayout* column, ShareScope scope);
    Row addRow(QVBoxLayout* column, const QString& title, QWidget* control);
    void show(const QString& name, const ShareOptions& options, const QDate& lastDay);
    void showCounts();
    void adapt();
    ShareWish entered() const;

    ShareGround m_ground;
    QList<ShotId> m_selected;
    ShareWay m_way = ShareWay::Server;
    ShareWish m_shown; // as it was shown: what differs is a change
    bool m_hadPassword = false;
    TextField* m_name;
    TextField* m_title;
    TextArea* m_greeting;
    QButtonGroup* m_scopes;
    QHash<ShareScope, ElidedLabel*> m_counts;
    WrapLabel* m_scopeError;
    QWidget* m_guests; // what is there with a server only
    Switch* m_comments;
    Switch* m_download;
    PasswordEdit* m_password;
    QDateEdit* m_lastDay;
    Row m_passwordRow;
    Row m_lastDayRow;
    WrapLabel* m_passwordError;
    TextField* m_producer;
    TextField* m_tail;
};

} // namespace raskadr::ui
