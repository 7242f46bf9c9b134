#include "ui/common/seethrough.h"

#include <QGuiApplication>
#include <QWidget>

#ifdef RASKADR_HAS_XCB
#include <cstdlib>
#include <memory>
#include <xcb/xcb.h>
#endif

namespace raskadr::ui {

bool canSeeThrough()
{
#ifdef RASKADR_HAS_XCB
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    // The offscreen platform says that it is X11, too, and has no connection.
    if (!x11 || !x11->connection()) {
        return true;
    }
    struct Freed
    {
        void operator()(void* reply) const { std::free(reply); }
    };
    // A compositor owns the selection of this name (Extended Window Manager Hints).
    static constexpr char name[] = "_NET_WM_CM_S0";
    xcb_connection_t* connection = x11->connection();
    const std::unique_ptr<xcb_intern_atom_reply_t, Freed> atom(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, false, sizeof name - 1, name), nullptr));
    if (!atom) {
        return false;
    }
    const std::unique_ptr<xcb_get_selection_owner_reply_t, Freed> owner(
        xcb_get_selection_owner_reply(connection, xcb_get_selection_owner(connection, atom->atom),
                                      nullptr));
    return owner && owner->owner != XCB_NONE;
#else
    return true;
#endif
}

bool isSeenThrough(const QWidget* widget)
{
    return widget && widget->window()->testAttribute(Qt::WA_TranslucentBackground);
}

} // namespace raskadr::ui
