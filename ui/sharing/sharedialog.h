#pragma once

#include "ui/common/dialog.h"
#include "ui/sharing/shareline.h"

namespace raskadr::ui {

class NoteStrip;
class ServerLogin;
class ShareLinkBox;
class ShareList;
class ShareProgressBox;
class ShareSettings;
class ShareWayBox;
class ThumbnailCache;

// «Поделиться»: the links of a project, what each shows and allows, and where it is. Values in,
// wishes out; it stays open while a publication runs and may be closed any time, which stops
// nothing.
class ShareDialog final : public Dialog
{
    Q_OBJECT

public:
    ShareDialog(QWidget* anywhere, ThumbnailCache& thumbnails);

    void setGround(const ShareGround& ground);
    // Oldest first. Shows `first`, or stays where it is.
    void setLines(const QList<ShareLine>& lines);
    // Null: the form of a new link.
    void choose(const ShareId& share);
    const ShareId& chosen() const { return m_chosen; }
    // Only how far it is.
    void setProgress(const ShareId& share, const ShareProgress& progress);
    void setFolder(const QString& path);
    // What was asked for is on its way: the main button waits.
    void setBusy(bool on);
    // A change that was asked for is in effect: this is the link now.
    void showChanged(const Share& share);
    // `detail`: what was answered, one click deeper.
    void showFailure(const QString& sentence, const QString& detail = {});
    ServerLogin& login();
    void chooseServer(const ShareServerId& server);

    bool hasUnsaved() const override;

Q_SIGNALS:
    void publishRequested(const raskadr::ui::ShareWish& wish);
    // Its settings; `renew` also brings the page up to date.
    void changeRequested(const raskadr::ShareId& share, const raskadr::ui::ShareWish& wish,
                         bool renew);
    void updateRequested(const raskadr::ShareId& share);
    void cancelRequested(const raskadr::ShareId& share);
    void resumeRequested(const raskadr::ShareId& share);
    void revokeRequested(const raskadr::ShareId& share);
    void removeRequested(const raskadr::ShareId& share);
    // `title`: of the page, as it stands in the form.
    void folderRequested(bool zip, const QString& title);
    void openRequested(const QString& url);

private:
    QWidget* buildColumn(QWidget* content, int margin);
    void showChosen(bool fresh);
    void showSide(const ShareLine* line);
    void showFailed(const QString& sentence, const QString& detail);
    void showActs(const ShareLine* line);
    void keepFocus();
    void act();
    void revoke();
    const ShareLine* line() const;
    bool isNew() const { return m_chosen.isNull(); }

    ShareGround m_ground;
    bool m_grounded = false;
    QList<ShareLine> m_lines;
    ShareId m_chosen;
    bool m_busy = false;
    bool m_edited = false; // since these settings were shown
    QString m_failure;
    QString m_failureDetail;
    QString m_shownDetail; // behind the strip's button
    QWidget* m_listColumn;
    ShareList* m_list;
    ShareSettings* m_settings;
    ShareWayBox* m_ways;
    NoteStrip* m_note;
    ShareProgressBox* m_progress;
    ShareLinkBox* m_link;
    Button* m_revoke;
    Button* m_remove;
    Button* m_close;
    Button* m_cancel;
    Button* m_main;
};

} // namespace raskadr::ui
