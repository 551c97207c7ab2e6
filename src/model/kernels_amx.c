/* model/kernels_amx.c: the kernels for x86 with AMX, whose tiles multiply 16 vectors with 16
 * rows at once (Intel, Architecture Instruction Set Extensions, chapter 3); the rest is as
 * with AVX-512.
 *
 * TDPBUSD adds, for each of 16 vectors and 16 rows, 64 products of an activation with a
 * weight; a panel of a matrix lies as the instruction wants its second tile. A thread's tiles
 * have a shape from BLOCKS_BEGIN to BLOCKS_END only: a kernel that switches threads has less
 * to save. */
#if defined(__x86_64__)

#include <stdalign.h>

#include "model/kernels_avx512.inc"

enum {
    BLOCK_VECTORS = 16,
    TILE_BYTES = 64,     /* of a tile's row */
    TILE_COLUMNS = 64,   /* of a matrix that a tile holds */
    COLUMNS_MOST = 2048, /* what the room for vectors holds */
    TILES_FROM = 4,      /* fewer vectors leave the tiles too empty */
};

/* What LDTILECFG reads. */
typedef struct tile_shapes {
    uint8_t palette, start_row, reserved[14];
    uint16_t bytes[16]; /* of each tile's rows */
    uint8_t rows[16];
} tile_shapes;

/* GCC 12 does not know that tiles are loaded from memory and stored to it. */
#define MEMORY_MOVES() __asm__ volatile("" ::: "memory")

/* Sums and vectors have as many rows as the largest block: rows cost time. */
static void tiles_begin(size_t most) {
    tile_shapes s = { .palette = 1 };
    for (int i = 0; i < 8; i++) {
        s.bytes[i] = TILE_BYTES;
        s.rows[i] = (uint8_t)(i < 5 && most ? most : PANEL);
    }
    MEMORY_MOVES();
    _tile_loadconfig(&s);
}

/* The vectors of a block, one after the other; those that it lacks are whatever was there. */
static void gather(const product_block *b, uint8_t *room) {
    for (size_t v = 0; v < b->count; v++)
        for (size_t k = 0; k < b->columns; k += TILE_BYTES)
            _mm512_store_si512(room + v * b->columns + k, _mm512_loadu_si512(b->x[v] + k));
}

/* Where they lie one after the other already; else NULL. A block may have one fewer than the
 * largest has, so that one more is read. */
static const uint8_t *in_order(const product_block *b) {
    return b->together && b->most <= b->count + 1 ? b->x[0] : NULL;
}

/* Tiles 0 to 3 are sums, one for each panel, 4 the vectors, 5 to 7 weights in turn. Numbers
 * of tiles must be constants. */
static void four_panels(const product_block *b, const uint8_t *x, block_row *sums) {
    size_t panel = PANEL * b->columns;
    _tile_loadd(0, b->offset, 0);
    _tile_loadd(1, b->offset + PANEL, 0);
    _tile_loadd(2, b->offset + 2 * PANEL, 0);
    _tile_loadd(3, b->offset + 3 * PANEL, 0);
    for (size_t k = 0; k < b->columns; k += TILE_COLUMNS) {
        const int8_t *q = b->q + k * PANEL;
        _tile_loadd(4, x + k, b->columns);
        _tile_loadd(5, q, TILE_BYTES);
        _tile_dpbusd(0, 4, 5);
        _tile_loadd(6, q + panel, TILE_BYTES);
        _tile_dpbusd(1, 4, 6);
        _tile_loadd(7, q + 2 * panel, TILE_BYTES);
        _tile_dpbusd(2, 4, 7);
        _tile_loadd(5, q + 3 * panel, TILE_BYTES);
        _tile_dpbusd(3, 4, 5);
    }
    _tile_stored(0, sums[0], sizeof *sums);
    _tile_stored(1, sums[0] + PANEL, sizeof *sums);
    _tile_stored(2, sums[0] + 2 * PANEL, sizeof *sums);
    _tile_stored(3, sums[0] + 3 * PANEL, sizeof *sums);
}

static void one_panel(const product_block *b, const uint8_t *x, block_row *sums) {
    _tile_loadd(0, b->offset, 0);
    for (size_t k = 0; k < b->columns; k += TILE_COLUMNS) {
        _tile_loadd(4, x + k, b->columns);
        _tile_loadd(5, b->q + k * PANEL, TILE_BYTES);
        _tile_dpbusd(0, 4, 5);
    }
    _tile_stored(0, sums[0], sizeof *sums);
}

static void in_registers(const product_block *b, block_row *sums) {
    product_block part = *b;
    for (size_t v = 0; v < b->count; v += part.count) {
        part.x = b->x + v;
        part.count = b->count - v < REGISTER_VECTORS ? b->count - v : REGISTER_VECTORS;
        register_sums(&part, sums + v);
    }
}

static void block_sums(const product_block *b, block_row *sums) {
    alignas(TILE_BYTES) uint8_t room[BLOCK_VECTORS * COLUMNS_MOST];
    if (b->count < TILES_FROM || b->columns % TILE_COLUMNS || b->columns > COLUMNS_MOST) {
        in_registers(b, sums);
        return;
    }
    const uint8_t *x = in_order(b);
    if (!x) {
        gather(b, room);
        x = room;
    }
    MEMORY_MOVES();
    if (b->panels == BLOCK_PANELS) {
        four_panels(b, x, sums);
        MEMORY_MOVES();
        return;
    }
    product_block one = *b;
    for (size_t p = 0; p < b->panels; p++) {
        one_panel(&one, x, (block_row *)(sums[0] + p * PANEL));
        one.q += PANEL * b->columns;
        one.offset += PANEL;
    }
    MEMORY_MOVES();
}

#define BLOCKS_BEGIN tiles_begin
#define BLOCKS_END _tile_release

#include "model/kernels_body.h"

const kernels kernels_amx = KERNELS("amx");

#endif
