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
    BLOCK_VECTORS = 32, /* of two tiles */
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

/* Vectors of a tile, where the largest block has `most`: as few as can be, since rows cost
 * time. */
static size_t tile_vectors(size_t most) {
    return most > PANEL ? (most + 1) / 2 : most ? most : PANEL;
}

/* Tiles 0 to 3 are sums, 4 and 5 vectors, 6 and 7 weights. */
static void tiles_begin(size_t most) {
    tile_shapes s = { .palette = 1 };
    for (int i = 0; i < 8; i++) {
        s.bytes[i] = TILE_BYTES;
        s.rows[i] = (uint8_t)(i < 6 ? tile_vectors(most) : PANEL);
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

/* How many vectors the tiles of a block read. */
static size_t read_vectors(const product_block *b) {
    size_t rows = tile_vectors(b->most);
    return b->count > rows ? 2 * rows : rows;
}

/* Vectors as a tile reads them, each `stride` after the one before. */
typedef struct tile_rows {
    const uint8_t *at;
    size_t stride;
} tile_rows;

/* Where they lie like that already; else `room`. A block may have one fewer than the largest
 * has, and that one less than its tiles. */
static tile_rows in_order(const product_block *b, uint8_t *room) {
    if (b->stride && read_vectors(b) <= b->count + 2) return (tile_rows){ b->x[0], b->stride };
    gather(b, room);
    return (tile_rows){ room, b->columns };
}

/* Numbers of tiles must be constants. */
static inline void sums_begin(const int32_t *offset, const int32_t *other) {
    _tile_loadd(0, offset, 0);
    _tile_loadd(1, offset + PANEL, 0);
    _tile_loadd(2, other, 0);
    _tile_loadd(3, other + PANEL, 0);
}

static inline void sums_end(int32_t *sums, int32_t *other) {
    _tile_stored(0, sums, sizeof(block_row));
    _tile_stored(1, sums + PANEL, sizeof(block_row));
    _tile_stored(2, other, sizeof(block_row));
    _tile_stored(3, other + PANEL, sizeof(block_row));
}

/* Four panels and up to PANEL vectors. */
static void four_panels(const product_block *b, tile_rows x, int32_t *sums) {
    size_t panel = PANEL * b->columns;
    const uint8_t *end = x.at + b->columns;
    const int8_t *q = b->q;
    sums_begin(b->offset, b->offset + 2 * PANEL);
    for (; x.at < end; x.at += TILE_COLUMNS, q += TILE_COLUMNS * PANEL) {
        _tile_loadd(4, x.at, x.stride);
        _tile_stream_loadd(6, q, TILE_BYTES);
        _tile_dpbusd(0, 4, 6);
        _tile_stream_loadd(7, q + panel, TILE_BYTES);
        _tile_dpbusd(1, 4, 7);
        _tile_stream_loadd(6, q + 2 * panel, TILE_BYTES);
        _tile_dpbusd(2, 4, 6);
        _tile_stream_loadd(7, q + 3 * panel, TILE_BYTES);
        _tile_dpbusd(3, 4, 7);
    }
    sums_end(sums, sums + 2 * PANEL);
}

/* Two panels and more vectors than a tile's `rows`: each tile of weights is loaded once for
 * two of vectors. */
static void two_panels(const product_block *b, tile_rows x, size_t rows, int32_t *sums) {
    size_t panel = PANEL * b->columns, other = rows * x.stride;
    const uint8_t *end = x.at + b->columns;
    const int8_t *q = b->q;
    sums_begin(b->offset, b->offset);
    for (; x.at < end; x.at += TILE_COLUMNS, q += TILE_COLUMNS * PANEL) {
        _tile_loadd(4, x.at, x.stride);
        _tile_stream_loadd(6, q, TILE_BYTES);
        _tile_dpbusd(0, 4, 6);
        _tile_loadd(5, x.at + other, x.stride);
        _tile_dpbusd(2, 5, 6);
        _tile_stream_loadd(7, q + panel, TILE_BYTES);
        _tile_dpbusd(1, 4, 7);
        _tile_dpbusd(3, 5, 7);
    }
    sums_end(sums, sums + rows * BLOCK_ROWS);
}

/* Fewer panels than four. */
static void some_panels(const product_block *b, tile_rows x, int32_t *sums) {
    size_t rows = tile_vectors(b->most);
    for (size_t p = 0; p < b->panels; p++)
        for (size_t v = 0; v < b->count; v += rows) {
            _tile_loadd(0, b->offset + p * PANEL, 0);
            for (size_t k = 0; k < b->columns; k += TILE_COLUMNS) {
                _tile_loadd(4, x.at + v * x.stride + k, x.stride);
                _tile_stream_loadd(6, b->q + (p * b->columns + k) * PANEL, TILE_BYTES);
                _tile_dpbusd(0, 4, 6);
            }
            _tile_stored(0, sums + v * BLOCK_ROWS + p * PANEL, sizeof(block_row));
        }
}

static void tile_sums(const product_block *b, tile_rows x, int32_t *sums) {
    size_t rows = tile_vectors(b->most);
    if (b->panels < BLOCK_PANELS) {
        some_panels(b, x, sums);
    } else if (b->count <= rows) {
        four_panels(b, x, sums);
    } else {
        product_block right = *b;
        right.q += 2 * PANEL * b->columns;
        right.offset += 2 * PANEL;
        two_panels(b, x, rows, sums);
        two_panels(&right, x, rows, sums + 2 * PANEL);
    }
}

static void in_registers(const product_block *b, block_row *sums) {
    product_block part = *b;
    for (size_t v = 0; v < b->count; v += part.count) {
        part.x = b->x + v;
        part.count = b->count - v < REGISTER_VECTORS ? b->count - v : REGISTER_VECTORS;
        register_sums(&part, sums + v);
    }
}

static bool fits_tiles(const product_block *b) {
    return b->count >= TILES_FROM && b->columns % TILE_COLUMNS == 0 && b->columns <= COLUMNS_MOST;
}

static void block_sums(const product_block *b, block_row *sums) {
    alignas(TILE_BYTES) uint8_t room[BLOCK_VECTORS * COLUMNS_MOST];
    if (!fits_tiles(b)) {
        in_registers(b, sums);
        return;
    }
    tile_rows x = in_order(b, room);
    MEMORY_MOVES();
    tile_sums(b, x, sums[0]);
    MEMORY_MOVES();
}

#define BLOCKS_BEGIN tiles_begin
#define BLOCKS_END _tile_release

#include "model/kernels_body.h"

const kernels kernels_amx = KERNELS("amx");

#endif
