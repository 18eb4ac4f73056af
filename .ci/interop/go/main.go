// Checks one of our logs with golang.org/x/mod/sumdb, another hand's implementation: the checkpoint's
// signature, and the inclusion of given entries by tiles it fetches itself and by our own proofs.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type reader struct {
	dir  string
	size int64
}

func (r reader) Height() int                                   { return 8 }
func (r reader) SaveTiles(tiles []tlog.Tile, data [][]byte)     {}
func (r reader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		// sumdb names a tile tile/8/L/N and C2SP tile/L/N.
		path := strings.Replace(t.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(r.dir, "log", path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func check(dir string, indexes []string) error {
	vkey, err := os.ReadFile(filepath.Join(dir, "vkey0"))
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	if err != nil {
		return err
	}
	signed, err := os.ReadFile(filepath.Join(dir, "log", "checkpoint"))
	if err != nil {
		return err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	raw, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil {
		return err
	}
	var tree tlog.Tree
	tree.N = size
	copy(tree.Hash[:], raw)
	hashes := tlog.TileHashReader(tree, reader{dir, size})
	for _, text := range indexes {
		index, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		bundle, err := os.ReadFile(filepath.Join(dir, "log", entries(index, size)))
		if err != nil {
			return err
		}
		entry, err := pick(bundle, index%256)
		if err != nil {
			return err
		}
		theirs, err := tlog.ProveRecord(size, index, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(theirs, size, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
			return err
		}
		if err := ours(dir, text, entry, tree, index); err != nil {
			return err
		}
	}
	return nil
}

// ours checks the .tlog-proof that was made by us.
func ours(dir, text string, entry []byte, tree tlog.Tree, index int64) error {
	stored, err := os.ReadFile(filepath.Join(dir, text+".entry"))
	if err != nil {
		return err
	}
	if !bytes.Equal(stored, entry) {
		return fmt.Errorf("entry %s is not the bundle's", text)
	}
	proof, err := os.ReadFile(filepath.Join(dir, text+".tlog-proof"))
	if err != nil {
		return err
	}
	head, _, _ := strings.Cut(string(proof), "\n\n")
	var record tlog.RecordProof
	for _, line := range strings.Split(head, "\n")[2:] {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			return err
		}
		var hash tlog.Hash
		copy(hash[:], raw)
		record = append(record, hash)
	}
	return tlog.CheckRecord(record, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func entries(index, size int64) string {
	tile := tlog.Tile{H: 8, L: 0, N: index / 256, W: 256}
	if (index/256+1)*256 > size {
		tile.W = int(size % 256)
	}
	return strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
}

func pick(bundle []byte, at int64) ([]byte, error) {
	for ; len(bundle) >= 2; at-- {
		length := int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < 2+length {
			break
		}
		if at == 0 {
			return bundle[2 : 2+length], nil
		}
		bundle = bundle[2+length:]
	}
	return nil, fmt.Errorf("the bundle is too short")
}

func main() {
	if err := check(os.Args[1], os.Args[2:]); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	fmt.Println("accepted")
}
