/* source/public_address.c: see public_address.h. */
#include "source/public_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

typedef struct net4 {
    uint32_t first;
    int bits;
} net4;

typedef struct net6 {
    unsigned char first[16];
    int bits;
} net6;

#define IP4(a, b, c, d) \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static const net4 special4[] = {
    { IP4(0, 0, 0, 0), 8 },       /* this network */
    { IP4(10, 0, 0, 0), 8 },      /* private */
    { IP4(100, 64, 0, 0), 10 },   /* shared by a provider's customers */
    { IP4(127, 0, 0, 0), 8 },     /* loopback */
    { IP4(169, 254, 0, 0), 16 },  /* link-local, with the metadata of cloud machines */
    { IP4(172, 16, 0, 0), 12 },   /* private */
    { IP4(192, 0, 0, 0), 24 },    /* protocol assignments */
    { IP4(192, 0, 2, 0), 24 },    /* documentation */
    { IP4(192, 88, 99, 0), 24 },  /* 6to4 relays of old */
    { IP4(192, 168, 0, 0), 16 },  /* private */
    { IP4(198, 18, 0, 0), 15 },   /* benchmarks */
    { IP4(198, 51, 100, 0), 24 }, /* documentation */
    { IP4(203, 0, 113, 0), 24 },  /* documentation */
    { IP4(224, 0, 0, 0), 3 },     /* multicast, reserved, broadcast */
};

/* Inside 2000::/3, outside of which nothing is public but NAT64. */
static const net6 special6[] = {
    { { 0x20, 0x01 }, 23 },             /* protocol assignments, Teredo */
    { { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
    { { 0x20, 0x02 }, 16 },             /* 6to4: an IPv4 address inside */
    { { 0x3f, 0xff }, 20 },             /* documentation */
};

static const net6 global6 = { { 0x20 }, 3 };
static const net6 nat64 = { { 0x00, 0x64, 0xff, 0x9b }, 96 };

static bool is_public4(uint32_t address) {
    for (size_t i = 0; i < sizeof special4 / sizeof *special4; i++)
        if ((address ^ special4[i].first) >> (32 - special4[i].bits) == 0) return false;
    return true;
}

static bool is_in6(const unsigned char address[16], const net6 *net) {
    int whole = net->bits / 8, rest = net->bits % 8;
    if (memcmp(address, net->first, (size_t)whole) != 0) return false;
    return !rest || (address[whole] ^ net->first[whole]) >> (8 - rest) == 0;
}

static bool is_public6(const unsigned char address[16]) {
    if (is_in6(address, &nat64))
        return is_public4(IP4(address[12], address[13], address[14], address[15]));
    if (!is_in6(address, &global6)) return false;
    for (size_t i = 0; i < sizeof special6 / sizeof *special6; i++)
        if (is_in6(address, &special6[i])) return false;
    return true;
}

bool address_is_public(const struct sockaddr *address) {
    if (address->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof four);
        return is_public4(ntohl(four.sin_addr.s_addr));
    }
    if (address->sa_family != AF_INET6) return false;
    struct sockaddr_in6 six;
    memcpy(&six, address, sizeof six);
    return is_public6(six.sin6_addr.s6_addr);
}

static bool is_local_name(str host) {
    static const char *const ends[] = { ".localhost", ".local", ".internal", ".home.arpa" };
    if (str_ends(host, STR("."))) host = str_cut(host, 0, host.length - 1);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends_folded(host, str_of(ends[i]))) return true;
    return str_is_folded(host, "localhost");
}

bool host_is_private(str host) {
    char words[64];
    struct in_addr four;
    struct in6_addr six;
    if (is_local_name(host)) return true;
    str number = str_cut(host, 0, str_find(host, STR("%"), 0)); /* less a zone */
    if (number.length >= sizeof words) return false;
    if (number.length) memcpy(words, number.at, number.length);
    words[number.length] = 0;
    if (inet_pton(AF_INET, words, &four) == 1) return !is_public4(ntohl(four.s_addr));
    return inet_pton(AF_INET6, words, &six) == 1 && !is_public6(six.s6_addr);
}
