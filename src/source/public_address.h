/* source/public_address.h: whether an address of the network is anybody's to reach. What a page
 * links or redirects to must not make this program ask the machines of its own network. */
#ifndef SOURCE_PUBLIC_ADDRESS_H
#define SOURCE_PUBLIC_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/str.h"

/* False for loopback, private, link-local, shared, multicast, reserved and documentation
 * addresses, for IPv4 in IPv6 but through NAT64, and for what is neither IPv4 nor IPv6
 * (IANA's registries of special-purpose addresses, RFC 6890 and what followed). */
bool address_is_public(const struct sockaddr *address);

/* A host that is an address in numbers, or a name that always stands for this machine or its
 * own network ("localhost", "printer.local"), and is not public. Other names are not known. */
bool host_is_private(str host);

#endif
