// The one place where the networking libraries are compiled.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
