#pragma once

#include <QObject>

// The messages of a window that is locked.
class ToastTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsToldOverALockedWindow();
    void errorsOutliveTheLock();
    void anEntryPageSpeaksForItself();
    void aReplacedMessageIsToldOnce();
    void oneClickIsOneAct();
};
