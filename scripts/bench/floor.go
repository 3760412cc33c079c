// The baseline in Go: net/http reads the form with its streaming reader, and responds with counts.
package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
)

type counted struct {
	Files  int   `json:"files"`
	Fields int   `json:"fields"`
	Bytes  int64 `json:"bytes"`
}

func main() {
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		form, err := request.MultipartReader()
		if err != nil {
			http.Error(response, err.Error(), 400)
			return
		}
		var sum counted
		for {
			part, err := form.NextPart()
			if err == io.EOF {
				break
			}
			if err != nil {
				http.Error(response, err.Error(), 400)
				return
			}
			size, _ := io.Copy(io.Discard, part)
			if part.FileName() == "" {
				sum.Fields++
			} else {
				sum.Files++
				sum.Bytes += size
			}
		}
		response.Header().Set("Content-Type", "application/json")
		json.NewEncoder(response).Encode(sum)
	})
	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], nil); err != nil {
		panic(err)
	}
}
