#pragma once

#include <QObject>
#include <QTemporaryDir>

class PictureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsMadeSmallInThePool();

private:
    QTemporaryDir m_folder;
};
