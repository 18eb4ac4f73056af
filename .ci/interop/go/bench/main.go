// What golang.org/x/mod takes for one of our logs, in processor time of its one thread, for a comparison in one run with
// ours. bench LOG prints a line once it has read the log, then two numbers after each line that it reads: nanoseconds an
// entry to hash the entries into a tree, and nanoseconds an entry to verify the log, which is bundles, leaves, tree, each
// checkpoint's signature and root, and every tile. LOG holds vkey, the checkpoints as notes/0, notes/1, ..., and tile/ as
// C2SP's tlog-tiles names it.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type stored []tlog.Hash

func (s *stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = (*s)[index]
	}
	return hashes, nil
}

type published struct {
	size      int64
	verifiers note.Verifiers
	notes     [][]byte
	bundles   [][]byte
	tiles     []tlog.Tile
	stored    [][]byte
}

func load(dir string) *published {
	verifier := must(note.NewVerifier(strings.TrimSpace(string(read(dir, "vkey")))))
	log := &published{verifiers: note.VerifierList(verifier)}
	for range must(filepath.Glob(filepath.Join(dir, "notes", "*"))) {
		log.notes = append(log.notes, read(dir, "notes", strconv.Itoa(len(log.notes))))
	}
	log.size, _ = head(log.verifiers, log.notes[len(log.notes)-1])
	for _, tile := range tlog.NewTiles(8, 0, log.size) {
		if tile.W < 256 && tile.W != int(log.size>>(8*tile.L))&255 {
			continue // it names the edge's tile at every width that it ever had
		}
		log.tiles = append(log.tiles, tile)
		path := strings.TrimPrefix(tile.Path(), "tile/8/")
		log.stored = append(log.stored, read(dir, "tile", path))
		if tile.L == 0 {
			log.bundles = append(log.bundles, read(dir, "tile", "entries", strings.TrimPrefix(path, "0/")))
		}
	}
	return log
}

// each calls for every entry of every bundle in turn.
func (log *published) each(entry func(index int64, entry []byte)) {
	index := int64(0)
	for _, bundle := range log.bundles {
		for len(bundle) > 0 {
			length := 2 + int(binary.BigEndian.Uint16(bundle))
			entry(index, bundle[2:length])
			bundle = bundle[length:]
			index++
		}
	}
}

func (log *published) tree() *stored {
	tree := make(stored, 0, 2*log.size)
	log.each(func(index int64, entry []byte) {
		tree = append(tree, must(tlog.StoredHashes(index, entry, &tree))...)
	})
	return &tree
}

func (log *published) verify() {
	tree := log.tree()
	for _, signed := range log.notes {
		size, root := head(log.verifiers, signed)
		if must(tlog.TreeHash(size, tree)) != root {
			panic("a checkpoint has another root")
		}
	}
	for i, tile := range log.tiles {
		if !bytes.Equal(must(tlog.ReadTileData(tile, tree)), log.stored[i]) {
			panic("a tile holds other hashes: " + tile.Path())
		}
	}
}

// head is the size and root that a signed checkpoint states.
func head(verifiers note.Verifiers, signed []byte) (int64, tlog.Hash) {
	lines := strings.Split(must(note.Open(signed, verifiers)).Text, "\n")
	var root tlog.Hash
	copy(root[:], must(base64.StdEncoding.DecodeString(lines[2])))
	return must(strconv.ParseInt(lines[1], 10, 64)), root
}

func main() {
	log := load(os.Args[1])
	fmt.Println("read")
	runtime.LockOSThread()
	for turn := bufio.NewScanner(os.Stdin); turn.Scan(); {
		start := busy()
		must(tlog.TreeHash(log.size, log.tree()))
		hashed := busy()
		log.verify()
		fmt.Println((hashed-start)/log.size, (busy()-hashed)/log.size)
	}
}

func read(path ...string) []byte { return must(os.ReadFile(filepath.Join(path...))) }

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// The processor time of this thread; collecting garbage on others is not in it, as it is not in ours.
func busy() int64 {
	const thread = 1
	var used syscall.Rusage
	if err := syscall.Getrusage(thread, &used); err != nil {
		panic(err)
	}
	return used.Utime.Nano() + used.Stime.Nano()
}
