// Checks one of our logs with golang.org/x/mod/sumdb, another hand's implementation: the checkpoint's
// signature, and the inclusion of given entries by tiles it fetches itself and by our own proofs; with -bare as the
// first argument there are no such proofs. A P-256 key, of which sumdb knows nothing, is checked with the standard library.
package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
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

func (r reader) Height() int                                { return 8 }
func (r reader) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
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

// p256 is a key that C2SP's signed-note numbers 2: ECDSA over the text's SHA-256.
type p256 struct {
	name string
	hash uint32
	key  *ecdsa.PublicKey
}

func (v p256) Name() string    { return v.name }
func (v p256) KeyHash() uint32 { return v.hash }
func (v p256) Verify(msg, sig []byte) bool {
	digest := sha256.Sum256(msg)
	return ecdsa.VerifyASN1(v.key, digest[:], sig)
}

func verifierOf(vkey string) (note.Verifier, error) {
	if v, err := note.NewVerifier(vkey); err == nil {
		return v, nil
	}
	part := strings.SplitN(vkey, "+", 3)
	if len(part) != 3 {
		return nil, fmt.Errorf("not a vkey")
	}
	typed, err := base64.StdEncoding.DecodeString(part[2])
	if err != nil || len(typed) < 2 || typed[0] != 2 {
		return nil, fmt.Errorf("neither an Ed25519 nor a P-256 vkey")
	}
	parsed, err := x509.ParsePKIXPublicKey(typed[1:])
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*ecdsa.PublicKey)
	if !ok || key.Curve != elliptic.P256() {
		return nil, fmt.Errorf("not on P-256")
	}
	id := sha256.Sum256(typed[1:])
	if part[1] != fmt.Sprintf("%x", id[:4]) {
		return nil, fmt.Errorf("the key id is another key's")
	}
	return p256{part[0], binary.BigEndian.Uint32(id[:]), key}, nil
}

func check(dir string, indexes []string, bare bool) error {
	vkey, err := os.ReadFile(filepath.Join(dir, "vkey0"))
	if err != nil {
		return err
	}
	verifier, err := verifierOf(strings.TrimSpace(string(vkey)))
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
		if bare {
			continue
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
	arguments := os.Args[1:]
	bare := arguments[0] == "-bare"
	if bare {
		arguments = arguments[1:]
	}
	if err := check(arguments[0], arguments[1:], bare); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	fmt.Println("accepted")
}
