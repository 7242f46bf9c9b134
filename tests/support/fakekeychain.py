"""The system keychain of a desktop that has none: as much of the Secret Service as one program needs.

`FakeKeychain()` puts it on the session bus in a process of its own; it keeps secrets in memory and tells
them with `secrets()`. `close()` takes it off the bus, and what it kept is gone with it.
"""
import json
import os
import subprocess
import sys

NAME = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
COLLECTION = ROOT + "/collection/login"
ALIAS = ROOT + "/aliases/default"
SESSION = ROOT + "/session/one"
NOTHING = "/"

INTERFACES = """
<node>
 <interface name="org.freedesktop.Secret.Service">
  <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
   <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
  <method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/>
   <arg type="ao" direction="out"/></method>
  <method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
  <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/>
   <arg type="a{o(oayays)}" direction="out"/></method>
  <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
  <property name="Collections" type="ao" access="read"/>
 </interface>
 <interface name="org.freedesktop.Secret.Collection">
  <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
   <arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
  <property name="Items" type="ao" access="read"/>
  <property name="Label" type="s" access="read"/>
  <property name="Locked" type="b" access="read"/>
 </interface>
 <interface name="org.freedesktop.Secret.Session">
  <method name="Close"/>
 </interface>
 <interface name="org.freedesktop.Secret.Item">
  <method name="Delete"><arg type="o" direction="out"/></method>
  <property name="Locked" type="b" access="read"/>
  <property name="Attributes" type="a{ss}" access="read"/>
  <property name="Label" type="s" access="read"/>
 </interface>
</node>
"""


class FakeKeychain:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-B", os.path.abspath(__file__)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit("the keychain does not run")

    def secrets(self):
        """What it keeps, as text."""
        self.process.stdin.write("secrets\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.terminate()
        self.process.wait()


class Service:
    def __init__(self, bus, gio, glib):
        self.bus, self.gio, self.glib = bus, gio, glib
        self.items = {}  # path -> (attributes, label, secret, content type)
        self.made = 0
        self.interfaces = {each.name.rpartition(".")[2]: each
                           for each in gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces}
        self.registrations = {}
        self.register(ROOT, "Service")
        self.register(SESSION, "Session")
        for path in (COLLECTION, ALIAS):
            self.register(path, "Collection")

    def register(self, path, interface):
        self.registrations[path] = self.bus.register_object(path, self.interfaces[interface], self.call, self.get, None)

    def found(self, attributes):
        return [path for path, item in self.items.items() if all(item[0].get(key) == value
                                                                 for key, value in attributes.items())]

    def get(self, _bus, _sender, path, _interface, name):
        item = self.items.get(path, ({}, "login", b"", ""))
        return {"Collections": self.glib.Variant("ao", [COLLECTION]),
                "Items": self.glib.Variant("ao", list(self.items)), "Locked": self.glib.Variant("b", False),
                "Attributes": self.glib.Variant("a{ss}", item[0]), "Label": self.glib.Variant("s", item[1])}[name]

    def call(self, _bus, _sender, path, _interface, method, parameters, invocation):
        if method == "OpenSession" and parameters[0] != "plain":
            invocation.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "plain alone")
            return
        invocation.return_value(getattr(self, method)(path, *parameters))

    def OpenSession(self, _path, _algorithm, _input):
        return self.glib.Variant("(vo)", (self.glib.Variant("s", ""), SESSION))

    def Close(self, _path):
        return None

    def SearchItems(self, _path, attributes):
        return self.glib.Variant("(aoao)", (self.found(attributes), []))

    def Unlock(self, _path, objects):
        return self.glib.Variant("(aoo)", (objects, NOTHING))

    def GetSecrets(self, _path, items, session):
        return self.glib.Variant("(a{o(oayays)})", ({path: (session, b"", self.items[path][2], self.items[path][3])
                                                     for path in items if path in self.items},))

    def ReadAlias(self, _path, name):
        return self.glib.Variant("(o)", (COLLECTION if name == "default" else NOTHING,))

    def CreateItem(self, _path, properties, secret, replace):
        attributes = properties.get("org.freedesktop.Secret.Item.Attributes", {})
        known = self.found(attributes) if replace else []
        if known:
            path = known[0]
        else:
            self.made += 1
            path = "%s/%d" % (COLLECTION, self.made)
            self.register(path, "Item")
        self.items[path] = (attributes, properties.get("org.freedesktop.Secret.Item.Label", ""), bytes(secret[2]), secret[3])
        return self.glib.Variant("(oo)", (path, NOTHING))

    def Delete(self, path):
        del self.items[path]
        self.bus.unregister_object(self.registrations.pop(path))
        return self.glib.Variant("(o)", (NOTHING,))


def serve():
    from gi.repository import Gio, GLib
    loop = GLib.MainLoop()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    service = Service(bus, Gio, GLib)

    def asked(*_):
        if not sys.stdin.readline():
            loop.quit()
            return False
        print(json.dumps([item[2].decode("utf-8", "replace") for item in service.items.values()]), flush=True)
        return True
    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, asked)
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: print("ready", flush=True), lambda *_: loop.quit())
    loop.run()


if __name__ == "__main__":
    serve()
