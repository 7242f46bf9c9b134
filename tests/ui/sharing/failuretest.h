#pragma once

#include <QObject>

// What is said when a link does not come about.
class FailureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAnsweredIsOneClickDeeper_data();
    void whatWasAnsweredIsOneClickDeeper();
};
