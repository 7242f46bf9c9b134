#pragma once

#include "ui/common/keyfilter.h"

#include <QObject>

class KeyFilterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void letterShortcutFiresOnTheRussianLayout();
    void controlShortcutFiresOnTheRussianLayout();
    void keyPressArrivesAsTheLatinKey();
    void lettersTypedIntoATextFieldStay();
    void controlLettersWorkInATextField();
    void latinKeysPassThroughOnce();
    void punctuationKeysAreFoundByPlace();

private:
    raskadr::ui::LayoutKeyFilter m_filter;
};
