#pragma once

#include "app/desktop/libraryservices.h"

namespace raskadr::desktop {

// What closing the program now would do to the generations of an account.
struct ClosingState
{
    int unfinished = 0; // go on at the next start
    // Of them, those that a service is answering just now and can be asked about no second time:
    // their result would not be known, and they may be charged for.
    int unanswered = 0;
    bool anyRunning = false;
};

ClosingState closingState(LibraryServices& services, const AccountId& account);

} // namespace raskadr::desktop
